package dev.claviger.credential.notify;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A real mail server for a test installation, which can be taken away and brought back, and what arrived there. */
public final class MailServer implements QuarkusTestResourceLifecycleManager {

    private static GreenMail server;
    private static ServerSetup setup;

    @Override
    public Map<String, String> start() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        setup = new ServerSetup(server.getSmtp().getPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        return Map.of("claviger.mail.host", "127.0.0.1", "claviger.mail.port", Integer.toString(setup.getPort()), "claviger.mail.from", "claviger@vendor.example",
                "claviger.mail.start-tls", "DISABLED", "claviger.mail.retry-after", "PT1S", "claviger.mail.max-attempts", "3", "claviger.mail.failed-uses", "5");
    }

    @Override
    public void stop() {
        server.stop();
    }

    public static void takeAway() {
        server.stop();
    }

    public static void bringBack() {
        server = new GreenMail(setup);
        server.start();
    }

    public static List<MimeMessage> receivedBy(String address) {
        return Arrays.stream(server.getReceivedMessages()).filter(mail -> GreenMailUtil.getAddressList(recipients(mail)).contains(address)).toList();
    }

    /** Waits for so many, then a little longer for one too many. */
    public static List<MimeMessage> await(String address, int count) throws InterruptedException {
        for (int i = 0; i < 1500 && receivedBy(address).size() < count; i++) {
            Thread.sleep(10);
        }
        Thread.sleep(300);
        return receivedBy(address);
    }

    public static String whole(MimeMessage mail) {
        return GreenMailUtil.getWholeMessage(mail);
    }

    private static jakarta.mail.Address[] recipients(MimeMessage mail) {
        try {
            return mail.getAllRecipients();
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
