package dev.claviger.credential.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;

/** How a mail server can fail, and what the mail client makes of it. */
class MailFailureTest {

    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({"MAIL, 451, false", "RCPT, 550, false", "DATA, 554, false", ".., 452, false", ".., hang up, true"})
    @DisplayName("RFC 5321 §4.2.5: a refusal at any step is certain; a connection that breaks after the mail was sent is not")
    void tells_certain_failures_from_uncertain_ones(String at, String answer, boolean mayHaveArrived) throws Exception {
        MailFailure failure = new MailFailure(sendTo(at, answer, StartTLSOptions.DISABLED));
        assertThat(failure.mayHaveArrived()).as(failure.cause().toString()).isEqualTo(mayHaveArrived);
        assertThat(failure.toString()).doesNotContain("it@acme.example");
    }

    @Test
    void nothing_arrives_where_nobody_listens() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        assertThat(new MailFailure(send(port, StartTLSOptions.DISABLED)).mayHaveArrived()).isFalse();
    }

    @Test
    @DisplayName("RFC 3207: no mail leaves in clear when STARTTLS is required")
    void nothing_leaves_without_tls_when_it_is_required() throws Exception {
        assertThat(new MailFailure(sendTo("NEVER", "", StartTLSOptions.REQUIRED)).mayHaveArrived()).isFalse();
    }

    private static Throwable sendTo(String at, String answer, StartTLSOptions startTls) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(server, at, answer), "smtp");
            thread.setDaemon(true);
            thread.start();
            return send(server.getLocalPort(), startTls);
        }
    }

    private static Throwable send(int port, StartTLSOptions startTls) {
        MailClient client = MailClient.create(vertx, new MailConfig().setHostname("127.0.0.1").setPort(port).setStarttls(startTls).setKeepAlive(false));
        MailMessage mail = new MailMessage().setFrom("from@acme.example").setTo("it@acme.example").setSubject("s").setText("t");
        Throwable thrown = catchThrowable(() -> client.sendMail(mail).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return thrown.getCause();
    }

    /** Says yes to everything but one command; two dots stand for the end of the mail. */
    private static void serve(ServerSocket server, String at, String answer) {
        try (Socket socket = server.accept(); OutputStream out = socket.getOutputStream();
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            say(out, "220 hello");
            boolean inMail = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = inMail ? line.equals(".") ? ".." : "" : line.split(" ")[0];
                if (command.isEmpty()) {
                    continue;
                }
                if (command.equals(at) && answer.equals("hang up")) {
                    return;
                }
                inMail = command.equals("DATA") && !command.equals(at);
                say(out, command.equals(at) ? answer + " it@acme.example is not welcome" : inMail ? "354 go on" : "250 fine");
            }
        } catch (IOException clientLeft) {
            // its part is over
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
