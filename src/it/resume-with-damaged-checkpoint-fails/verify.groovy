def log = new File(basedir, 'build.log').text
def file = new File(basedir, 'target/simple-checkpoint.json')
assert log.contains("The run cannot be continued. Its checkpoint cannot be used, $file: it is damaged")
assert log.contains('To start afresh, delete the checkpoint or run simple:test.')
assert !log.contains('Running it.OneTest')
assert file.text == '{"schema":1,'
