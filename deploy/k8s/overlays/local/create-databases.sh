# One database and one owner for each service that keeps anything; run once, by the image's entrypoint.
set -eu
for service in claviger_token claviger_credential; do
  case $service in
    claviger_token) password=$TOKEN_SERVICE_PASSWORD ;;
    claviger_credential) password=$CREDENTIAL_SERVICE_PASSWORD ;;
  esac
  psql --username "$POSTGRES_USER" -v ON_ERROR_STOP=1 -v owner="$service" -v password="$password" <<'SQL'
CREATE ROLE :"owner" LOGIN PASSWORD :'password';
CREATE DATABASE :"owner" OWNER :"owner";
REVOKE ALL ON DATABASE :"owner" FROM PUBLIC;
SQL
done
