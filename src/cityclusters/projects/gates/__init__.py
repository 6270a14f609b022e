"""The checklist by phase: answers, evidence, a second person for what does not apply (rule CO1)."""
