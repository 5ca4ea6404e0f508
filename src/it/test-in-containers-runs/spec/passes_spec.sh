test -e /.dockerenv
