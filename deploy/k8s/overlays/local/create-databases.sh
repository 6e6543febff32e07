# One database and one owner for each service that keeps anything; run once, by the image's entrypoint.
set -eu
for service in token_service credential_service; do
  case $service in
    token_service) password=$TOKEN_SERVICE_PASSWORD ;;
    credential_service) password=$CREDENTIAL_SERVICE_PASSWORD ;;
  esac
  psql --username "$POSTGRES_USER" -v ON_ERROR_STOP=1 -v owner="$service" -v password="$password" <<'SQL'
CREATE ROLE :"owner" LOGIN PASSWORD :'password';
CREATE DATABASE :"owner" OWNER :"owner";
REVOKE ALL ON DATABASE :"owner" FROM PUBLIC;
SQL
done
