echo "last words"
kill -KILL $$
