"""The verbs: each locks, asks the rules, changes and records, in one transaction. No other file here writes."""

from motcua.dossiers.actions.decisions import approve, draft_decision, grant, refuse
from motcua.dossiers.actions.drafts import (
    attach,
    decline_paper,
    detach,
    discard_draft,
    save_draft,
    start_draft,
)
from motcua.dossiers.actions.ending import ask_withdrawal, hand_over, withdraw
from motcua.dossiers.actions.filing import lodge, receive
from motcua.dossiers.actions.reading import note_presence, note_reading
from motcua.dossiers.actions.reception import accept, accept_and_transfer, decline, settle_on_the_spot, transfer
from motcua.dossiers.actions.steps import assign, complete_step, release, send_back, take

__all__ = [
    "accept",
    "accept_and_transfer",
    "approve",
    "ask_withdrawal",
    "assign",
    "attach",
    "complete_step",
    "decline",
    "decline_paper",
    "detach",
    "discard_draft",
    "draft_decision",
    "grant",
    "hand_over",
    "lodge",
    "note_presence",
    "note_reading",
    "receive",
    "refuse",
    "release",
    "save_draft",
    "send_back",
    "settle_on_the_spot",
    "start_draft",
    "take",
    "transfer",
    "withdraw",
]
