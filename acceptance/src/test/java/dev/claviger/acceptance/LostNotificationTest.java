package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** NOTIFY only wakes earlier. What it does not tell, the next heartbeat's own read of the database does. */
@ExtendWith(ClavigerExtension.class)
class LostNotificationTest {

    private static final String PATH = "/api/v1/employees";

    @Test
    @DisplayName("A half-open LISTEN connection: open, silent, for ever")
    void a_revocation_arrives_although_the_notification_never_does(TestClaviger claviger) throws Exception {
        List<Long> listening = listening(claviger);
        listening.forEach(Signal.STOP::to);
        try {
            revokeAndSeeItArrive(claviger);
        } finally {
            listening.forEach(Signal.CONT::to);
        }
    }

    @Test
    void a_revocation_arrives_while_the_listening_connection_is_made_again(TestClaviger claviger) throws Exception {
        TestDatabase database = new TestDatabase(claviger);
        for (long process : listening(claviger)) {
            database.terminate(process);
        }
        revokeAndSeeItArrive(claviger);
    }

    private static void revokeAndSeeItArrive(TestClaviger claviger) throws Exception {
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            Tenant tenant = claviger.tenant(upstream.origin());
            Client client = claviger.client(tenant, "employees.readonly");
            String token = claviger.token(client);
            claviger.await(Duration.ofSeconds(10), () -> claviger.get(tenant.host(), PATH, token).status() == 200);

            claviger.revoke(client);

            claviger.await(Duration.ofSeconds(10), () -> claviger.get(tenant.host(), PATH, token).status() == 401);
        }
    }

    private static List<Long> listening(TestClaviger claviger) throws SQLException {
        List<Long> listening = new TestDatabase(claviger).listeningProcesses();
        assertThat(listening).as("somebody listens").isNotEmpty();
        return listening;
    }
}
