def left = new File(basedir, 'left').text
def log = new File(basedir, 'build.log').text

assert log.contains("Deleted ${left} of an earlier run.")
assert !new File(left).exists()

def process = new File(basedir, 'process').text.toLong()
assert log.contains("An earlier run has left process ${process} behind, which was ended: sleep 1000")
assert !ProcessHandle.of(process).present
