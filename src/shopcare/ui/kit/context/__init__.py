"""What pages share: writes, background work, drafts, dialogs."""
