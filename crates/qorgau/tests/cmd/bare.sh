# Runs qorgau without the variables that tests set for themselves.
for name in $(env | sed -n 's/^\(QORGAU_[A-Z_]*\)=.*/\1/p'); do
  case $name in QORGAU_DIR | QORGAU_LOG | QORGAU_MAIL | QORGAU_LISTENS) ;; *) unset "$name" ;; esac
done
exec qorgau "$@"
