"""Rows read and written by statements that are made once per process; knows the framework and no table of ours.

The framework makes the text of a statement anew each time it is sent, which costs more than sending it. What every
request or every dossier asks for goes through here; everything else is better off without.
"""

from motcua.rows.asked import Asked as Asked
from motcua.rows.asked import OneOf as OneOf
from motcua.rows.counting import counts as counts
from motcua.rows.inserting import insert as insert
