"""How the machine is: the same readings for the operator's page and for the figures that monitoring fetches."""
