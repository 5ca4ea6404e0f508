def left = new File(basedir, 'left').text
def log = new File(basedir, 'build.log').text

assert log.contains("Deleted ${left} of an earlier run.")
assert !new File(left).exists()
