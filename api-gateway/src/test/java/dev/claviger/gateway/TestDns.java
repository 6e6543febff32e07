package dev.claviger.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import java.net.InetAddress;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A name server of somebody who changes his mind: each answer may be used once (RFC 1035 §4, TTL 0), and each is the next of a list. */
final class TestDns {

    private static final int TYPE_A = 1;
    private final DatagramSocket socket;
    private final Deque<String> answers = new ConcurrentLinkedDeque<>();
    final AtomicInteger asked = new AtomicInteger();

    TestDns(Vertx vertx) throws Exception {
        socket = TestGateway.await(vertx.createDatagramSocket().listen(0, "127.0.0.1"));
        socket.handler(this::answer);
    }

    String address() {
        return "127.0.0.1:" + socket.localAddress().port();
    }

    /** An answer each, of one address or of several with a space between them. The last one goes on for ever. */
    void answerWith(String... addresses) {
        answers.clear();
        answers.addAll(List.of(addresses));
    }

    private void answer(DatagramPacket query) {
        Buffer asking = query.data();
        int end = 12;
        while (asking.getByte(end) != 0) {
            end += asking.getByte(end) + 1;
        }
        boolean forAddress = asking.getUnsignedShort(end + 1) == TYPE_A;
        List<byte[]> found = forAddress ? next() : List.of();
        Buffer reply = Buffer.buffer().appendBuffer(asking.getBuffer(0, 2)).appendShort((short) 0x8180).appendShort((short) 1).appendShort((short) found.size())
                .appendInt(0).appendBuffer(asking.getBuffer(12, end + 5));
        if (forAddress) {
            asked.incrementAndGet();
            found.forEach(address -> reply.appendShort((short) 0xC00C).appendShort((short) TYPE_A).appendShort((short) 1).appendInt(0).appendShort((short) 4).appendBytes(address));
        }
        socket.send(reply, query.sender().port(), query.sender().host());
    }

    private List<byte[]> next() {
        String answer = answers.size() > 1 ? answers.poll() : answers.peek();
        return Stream.of(answer.split(" ")).map(TestDns::bytes).toList();
    }

    private static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (java.net.UnknownHostException noLiteral) {
            throw new IllegalStateException(noLiteral);
        }
    }
}
