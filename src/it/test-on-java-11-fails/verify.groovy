def log = new File(basedir, 'build.log').text

assert log.contains('The tests would run on Java 11 (')
assert log.contains('but this plugin needs Java 17 or later there.')
assert !log.contains('this script never runs')
