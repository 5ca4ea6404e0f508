echo "There is no database."
exit 77
