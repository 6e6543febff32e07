package dev.claviger.quickstart.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;

/** {@code ./claviger restore accept}: a person says that the restored database is the truth, which no follower may decide for itself. */
final class RestoreCommand {

    private static final String URL = "claviger.database.url";
    private static final String USERNAME = "claviger.database.username";
    private static final String PASSWORD = "claviger.database.password";
    static final Set<String> OPTIONS = Set.of("-D" + URL, "-D" + USERNAME, "-D" + PASSWORD);

    private static final String UNDEFINED_FUNCTION = "42883";
    private static final String CONNECTION_FAILED = "08"; // a class of SQL states
    private static final String CONNECT_SECONDS = "5";

    private final PrintStream out;
    private final Path folder;

    RestoreCommand(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    void accept(Options options) {
        Properties database = database(options);
        String url = database.getProperty(URL);
        try (Connection connection = connect(url, database.getProperty(USERNAME), database.getProperty(PASSWORD));
                Statement statement = connection.createStatement()) {
            out.println("""
                    Accepting the restored database at %s:
                      its event feed gets a new id, and every gateway and token-service a new snapshot of it;
                      every access token and grant from before now ends; secrets and API keys live as the backup has them."""
                    .formatted(url));
            try (ResultSet accepted = statement.executeQuery("select accept_restore()")) {
                accepted.next();
                out.println("Accepted. The feed is now " + accepted.getString(1));
            }
        } catch (SQLException e) {
            throw Refused.failed(explained(e, url));
        }
    }

    private static Connection connect(String url, String username, String password) throws SQLException {
        Properties how = new Properties();
        how.setProperty("user", username);
        how.setProperty("password", password);
        how.setProperty("connectTimeout", CONNECT_SECONDS);
        return DriverManager.getConnection("jdbc:" + url, how);
    }

    /** What is said here wins over the installation's; either way all three, or the password of one would go to another. */
    private Properties database(Options options) {
        if (options.values().isEmpty()) {
            return installed();
        }
        Properties said = new Properties();
        options.values().forEach((name, value) -> said.setProperty(name.substring("-D".length()), value));
        if (said.size() < OPTIONS.size()) {
            throw Refused.misused("a database is " + URL + ", " + USERNAME + " and " + PASSWORD + ", each with -D");
        }
        if (!said.getProperty(URL).startsWith("postgresql://")) {
            throw Refused.misused(URL + " is postgresql://host:port/name");
        }
        return said;
    }

    private Properties installed() {
        Path file = folder.resolve("credential-service.properties");
        if (!Files.exists(file)) {
            throw Refused.failed("no installation here. Start one with ./claviger up, or name a database: -D" + URL + "=postgresql://…");
        }
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String explained(SQLException failure, String url) {
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith(CONNECTION_FAILED)) {
            return "no database answers at " + url + ". Start it first; nothing was changed.";
        }
        if (state.equals(UNDEFINED_FUNCTION)) {
            return "the database at " + url + " is none of credential-service, or older than this program: it learns to accept a restore "
                    + "when credential-service starts on it.";
        }
        return "the database at " + url + " refuses: " + failure.getMessage();
    }
}
