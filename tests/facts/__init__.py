"""Facts from messy text: labelled cases as data, and the feeds of others as they are understood."""
