"""The verbs: each locks, asks the rules, changes and records, in one transaction. No other file here writes."""

from motcua.dossiers.actions.booking import enter_from_book
from motcua.dossiers.actions.bulk import run_bulk, undo_bulk
from motcua.dossiers.actions.charging import charge, charge_lateness
from motcua.dossiers.actions.consenting import ask_consent, end_consent, record_consent
from motcua.dossiers.actions.consultations import (
    answer_consultation,
    consult,
    note_silence,
    recall_consultation,
    remind_consulted,
)
from motcua.dossiers.actions.correcting import open_correction
from motcua.dossiers.actions.councils import conclude_council
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
from motcua.dossiers.actions.extending import draft_extension, extend
from motcua.dossiers.actions.filing import lodge, receive
from motcua.dossiers.actions.foreseeing import forget_forecasts, renew_forecasts, renew_paces
from motcua.dossiers.actions.handing import hand_on, unassign
from motcua.dossiers.actions.linking import acknowledge
from motcua.dossiers.actions.meetings import call_meeting, call_off_meeting, record_meeting
from motcua.dossiers.actions.nonterritorial import pass_to_competent, receive_for_other, take_over
from motcua.dossiers.actions.outages import call_off_outage, declare_outage, end_outage
from motcua.dossiers.actions.overtaking import drop_overtaken
from motcua.dossiers.actions.parallel import complete_side_step, release_side_step, take_side_step
from motcua.dossiers.actions.paying import ask_payment, pay, refund
from motcua.dossiers.actions.posting import note_post_failure, post_result
from motcua.dossiers.actions.reading import note_presence, note_reading
from motcua.dossiers.actions.reception import accept, accept_and_transfer, decline, settle_on_the_spot, transfer
from motcua.dossiers.actions.recharging import recharge
from motcua.dossiers.actions.recomputing import recompute_batch, start_recompute
from motcua.dossiers.actions.redirecting import agree_to_redirection, ask_redirection, decline_redirection
from motcua.dossiers.actions.settling import settle_now
from motcua.dossiers.actions.steps import assign, complete_step, release, send_back, take
from motcua.dossiers.actions.stopping import stop
from motcua.dossiers.actions.submissions import submit
from motcua.dossiers.actions.succession import follow_successions, share_out, succeed
from motcua.dossiers.actions.supplementing import answer_item, remove_item_file, send_supplement
from motcua.dossiers.actions.supplements import (
    approve_supplement,
    ask_supplement,
    draft_supplement,
    drop_supplement,
)
from motcua.dossiers.actions.switching import switch_route
from motcua.dossiers.actions.unanswered import propose_stop, refuse_unanswered, stop_unanswered
from motcua.dossiers.actions.verifying import declare_verification
from motcua.dossiers.actions.views import delete_view, rename_view, save_view
from motcua.dossiers.actions.visits import arrange_visit, cancel_visit, hold_visit
from motcua.dossiers.actions.waiving import waive

__all__ = [
    "accept",
    "accept_and_transfer",
    "acknowledge",
    "agree_to_redirection",
    "answer_consultation",
    "answer_item",
    "approve",
    "approve_supplement",
    "arrange_visit",
    "ask_consent",
    "ask_payment",
    "ask_redirection",
    "ask_supplement",
    "ask_withdrawal",
    "assign",
    "attach",
    "call_meeting",
    "call_off_meeting",
    "call_off_outage",
    "cancel_visit",
    "charge",
    "charge_lateness",
    "complete_side_step",
    "complete_step",
    "conclude_council",
    "consult",
    "declare_outage",
    "declare_verification",
    "decline",
    "decline_paper",
    "decline_redirection",
    "delete_view",
    "detach",
    "discard_draft",
    "draft_decision",
    "draft_extension",
    "draft_supplement",
    "drop_overtaken",
    "drop_supplement",
    "end_consent",
    "end_outage",
    "enter_from_book",
    "extend",
    "follow_successions",
    "forget_forecasts",
    "grant",
    "hand_on",
    "hand_over",
    "hold_visit",
    "lodge",
    "note_post_failure",
    "note_presence",
    "note_reading",
    "note_silence",
    "open_correction",
    "pass_to_competent",
    "pay",
    "post_result",
    "propose_stop",
    "recall_consultation",
    "receive",
    "receive_for_other",
    "recharge",
    "recompute_batch",
    "record_consent",
    "record_meeting",
    "refund",
    "refuse",
    "refuse_unanswered",
    "release",
    "release_side_step",
    "remind_consulted",
    "remove_item_file",
    "rename_view",
    "renew_forecasts",
    "renew_paces",
    "run_bulk",
    "save_draft",
    "save_view",
    "send_back",
    "send_supplement",
    "settle_now",
    "settle_on_the_spot",
    "share_out",
    "start_draft",
    "start_recompute",
    "stop",
    "stop_unanswered",
    "submit",
    "succeed",
    "switch_route",
    "take",
    "take_over",
    "take_side_step",
    "transfer",
    "unassign",
    "undo_bulk",
    "waive",
    "withdraw",
]
