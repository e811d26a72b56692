# A clause of the policy: an article of a law is said in words of its own.
clause = clause { $clause }
clause-of-policy = clause { $clause } of the policy
