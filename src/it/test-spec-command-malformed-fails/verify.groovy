def log = new File(basedir, 'build.log').text

def messages = log.readLines().findAll { it.startsWith('[ERROR] Failed to execute goal') }

assert messages.size() == 4
assert messages[0].contains("simple.spec.command is 'bash' and does not say where the file goes. Write {file} in its place, such as: bash {file}")
assert messages[1].contains("The program 'no-such-program' of simple.spec.command is not on the PATH, ")
assert messages[2].contains("The program 'spec/a_spec.sh' of simple.spec.command is not executable. Make it so: chmod +x ")
assert messages[3].contains('a_spec.sh is not executable, and simple.spec.command runs it by itself. Make it executable (chmod +x)')
assert !log.contains('Running a_spec.sh')
assert !new File(basedir, 'target/surefire-reports').exists()
assert !new File(basedir, 'target/simple-reports/results.json').exists()
