package dev.claviger.quickstart.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ./claviger restore accept}: a person says that the restored database is the truth, which no follower may decide for itself.
 * It is due whichever of the two was restored: token-service's own backup brings spent refresh tokens back.
 */
final class RestoreCommand {

    private static final String URL = "-D" + Database.URL;
    private static final String USERNAME = "-D" + Database.USERNAME;
    private static final String PASSWORD = "-D" + Database.PASSWORD;
    static final Set<String> OPTIONS = Set.of(URL, USERNAME, PASSWORD);

    private static final String END_GRANTS = "update refresh_grant set ended_at = now() where ended_at is null";
    private static final String ACCEPT = "select accept_restore()";

    private final PrintStream out;
    private final Path folder;
    private final TypedPassword password;

    RestoreCommand(PrintStream out, Path folder, TypedPassword password) {
        this.out = out;
        this.folder = folder;
        this.password = password;
    }

    void accept(Options options) {
        if (options.value(PASSWORD).isPresent()) {
            throw Refused.misused("a password on the command line is in the process list for everybody to see. Change it, then give it as "
                    + TypedPassword.VARIABLE + " in the environment or on standard input");
        }
        if (options.values().isEmpty()) {
            Database ofCredentials = Database.installed(folder, "credential-service").orElseThrow(() -> Refused.failed(
                    "no installation here. Start one with ./claviger up, or name a database: " + URL + "=postgresql://…"));
            accept(ofCredentials, Database.installed(folder, "token-service"));
        } else {
            accept(named(options), Optional.empty());
        }
    }

    /** The grants first: to end them again does no harm, if the feed's database does not answer and the person repeats this. */
    private void accept(Database ofCredentials, Optional<Database> ofTokens) {
        out.println("""
                Accepting the restored database at %s:
                  its event feed gets a new id, and every gateway and token-service a new snapshot of it;
                  every access token and grant from before now ends; secrets and API keys live as the backup has them."""
                .formatted(ofCredentials.url()));
        ofTokens.ifPresent(database -> out.println("Ended " + database.change(END_GRANTS) + " grants in token-service's database."));
        out.println("Accepted. The feed is now " + ofCredentials.ask(ACCEPT));
    }

    /** What is said here wins over the installation's; either way all of it, or the password of one would go to another. */
    private Database named(Options options) {
        String url = options.value(URL).orElse("");
        if (!url.startsWith("postgresql://") || options.value(USERNAME).isEmpty()) {
            throw Refused.misused("a database is " + URL + "=postgresql://host:port/name and " + USERNAME + "=…, with its password in "
                    + TypedPassword.VARIABLE + " or on standard input");
        }
        return new Database(url, options.value(USERNAME).get(), password.read());
    }
}
