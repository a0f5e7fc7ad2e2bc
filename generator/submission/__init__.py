"""One thing dropped into the inbox, from receiving it to the tray it ends in."""
