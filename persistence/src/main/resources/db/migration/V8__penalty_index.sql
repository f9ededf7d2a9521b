-- copies that are over, among the many fills that were left alone: what following cost is summed up from these
CREATE INDEX execution_attempt_copied ON execution_attempt (leader_fill_id) WHERE decision = 'TRADE' AND done_at IS NOT NULL;

-- alarms that last before those that ended, each the latest first: how they are listed, and how those that last are counted
CREATE INDEX fee_alarm_by_state ON fee_alarm ((ended_at IS NULL) DESC, raised_at DESC);
DROP INDEX fee_alarm_latest;
