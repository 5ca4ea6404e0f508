module it.hidden {}
