def log = new File(basedir, 'build.log').text

def messages = log.readLines().findAll { it.startsWith('[ERROR] Failed to execute goal') }

assert messages.size() == 6
assert messages[0].contains('-Dtest=%regex[GreenTest')
assert messages[1].contains('(fast')
assert messages[2].contains("The value 'two' of forkCount is not a fork count.")
assert messages[3].contains("The value '10minutes' of simple.timeout is not a duration.")
assert messages[4].contains("argLine opens a quote that it does not close: -Dname='unfinished.")
assert messages[5].contains("The value 'perhaps' of skipTests is not a switch.")
assert !log.contains('Tests run: 1')
