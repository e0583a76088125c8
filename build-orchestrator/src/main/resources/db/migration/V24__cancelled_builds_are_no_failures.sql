-- Cancelled builds were counted among the kinds of failures as well; they have a count of their own.
update build_rollups set failures = failures - 'Cancelled' where failures ? 'Cancelled';
