"""Why a rule does, or does not, ever prevail: what it says, where it holds, what beats it, and cases that show it."""

from yidi.explaining.decision import decision_text, explain_decision
from yidi.explaining.names import area_code, named
from yidi.explaining.rule import explain_rule
from yidi.explaining.text import rule_text

__all__ = ["area_code", "decision_text", "explain_decision", "explain_rule", "named", "rule_text"]
