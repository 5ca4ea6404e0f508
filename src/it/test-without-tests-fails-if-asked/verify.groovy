def log = new File(basedir, 'build.log').text

assert log.count('No tests were executed. Set -DfailIfNoTests=false to let that pass.') == 1
assert log.count('No tests to run. Set -DfailIfNoTests=false to let that pass.') == 1
assert log.count('No tests matching "MissingTest" were executed.') == 1
assert log.count('[INFO] No tests to run.') == 1
assert log.count('[INFO] No tests were executed.') == 1
