package dev.claviger.quickstart.command;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/** A database of one of the services, as its settings name it. */
record Database(String url, String username, String password) {

    static final String URL = "claviger.database.url";
    static final String USERNAME = "claviger.database.username";
    static final String PASSWORD = "claviger.database.password";

    private static final String CONNECT_SECONDS = "5";
    private static final String CONNECTION_FAILED = "08"; // a class of SQL states
    private static final String UNDEFINED_FUNCTION = "42883";
    private static final String UNDEFINED_TABLE = "42P01";

    /** That of the installation here; empty without the service's settings. */
    static Optional<Database> installed(Path folder, String service) {
        Path file = folder.resolve(service + ".properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new Database(settings.getProperty(URL), settings.getProperty(USERNAME), settings.getProperty(PASSWORD)));
    }

    /** The first column of the first row. */
    String ask(String query) {
        try (Connection connection = connect(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw Refused.failed(explained(e));
        }
    }

    /** How many rows were changed. */
    int change(String update) {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            return statement.executeUpdate(update);
        } catch (SQLException e) {
            throw Refused.failed(explained(e));
        }
    }

    private Connection connect() throws SQLException {
        Properties how = new Properties();
        how.setProperty("user", username);
        how.setProperty("password", password);
        how.setProperty("connectTimeout", CONNECT_SECONDS);
        return DriverManager.getConnection("jdbc:" + url, how);
    }

    private String explained(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith(CONNECTION_FAILED)) {
            return "no database answers at " + url + ". Start it first and repeat.";
        }
        if (state.equals(UNDEFINED_FUNCTION) || state.equals(UNDEFINED_TABLE)) {
            return "the database at " + url + " is another service's, or older than this program: it learns to accept a restore "
                    + "when its service starts on it.";
        }
        return "the database at " + url + " refuses: " + failure.getMessage();
    }

    @Override
    public String toString() {
        return username + " at " + url;
    }
}
