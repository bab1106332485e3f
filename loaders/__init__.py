"""Files to records: reads policy plans and turns them into validated graph records."""
