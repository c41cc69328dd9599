"""The officer's and leader's door: work list, review, draft, sign."""
