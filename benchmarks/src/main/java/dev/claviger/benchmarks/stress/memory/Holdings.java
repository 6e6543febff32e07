package dev.claviger.benchmarks.stress.memory;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.claviger.benchmarks.load.Server;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a server's JVM holds, by its own account and by the operating system's. */
final class Holdings implements AutoCloseable {

    private static final double MEBIBYTE = 1024 * 1024;

    private final Server server;
    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final BufferPoolMXBean direct;

    private Holdings(Server server, JMXConnector connector, MemoryMXBean memory, BufferPoolMXBean direct) {
        this.server = server;
        this.connector = connector;
        this.memory = memory;
        this.direct = direct;
    }

    static Holdings of(Server server) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(server.pid()));
            JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
            machine.detach();
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            return new Holdings(server, connector, ManagementFactory.newPlatformMXBeanProxy(beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class),
                    ManagementFactory.newPlatformMXBeanProxy(beans, "java.nio:type=BufferPool,name=direct", BufferPoolMXBean.class));
        } catch (AttachNotSupportedException unlike) {
            throw new IOException(unlike);
        }
    }

    /** As they are, garbage included. */
    Mebibytes now() {
        return new Mebibytes(memory.getHeapMemoryUsage().getUsed() / MEBIBYTE, direct.getMemoryUsed() / MEBIBYTE, server.residentMebibytes());
    }

    /** What is left when nothing is kept that could go. */
    Mebibytes afterCollection() {
        memory.gc();
        return now();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }

    /** @param resident what the operating system counts, all of the process */
    record Mebibytes(double heap, double direct, double resident) {

        /** The larger of each, whenever it was. */
        Mebibytes max(Mebibytes other) {
            return new Mebibytes(Math.max(heap, other.heap), Math.max(direct, other.direct), Math.max(resident, other.resident));
        }

        Mebibytes minus(Mebibytes other) {
            return new Mebibytes(heap - other.heap, direct - other.direct, resident - other.resident);
        }

        void print(String when) {
            System.out.printf("%-34s %8.1f %8.1f %8.1f%n", when, heap, direct, resident);
        }

        static void printHeading() {
            System.out.printf("%-34s %8s %8s %8s%n", "MiB", "heap", "direct", "RSS");
        }
    }
}
