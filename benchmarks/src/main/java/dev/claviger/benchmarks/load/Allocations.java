package dev.claviger.benchmarks.load;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What the threads of another JVM have allocated so far; asked before and after, it costs nothing in between. */
public final class Allocations implements AutoCloseable {

    private final JMXConnector connector;
    private final ThreadMXBean threads;

    private Allocations(JMXConnector connector, ThreadMXBean threads) {
        this.connector = connector;
        this.threads = threads;
    }

    public static Allocations of(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
            machine.detach();
            return new Allocations(connector, ManagementFactory.newPlatformMXBeanProxy(connector.getMBeanServerConnection(),
                    ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class));
        } catch (AttachNotSupportedException unlike) {
            throw new IOException(unlike);
        }
    }

    /** Without the threads that answer this question. */
    public long bytes() {
        long[] ids = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds())).filter(thread -> thread != null && !thread.getThreadName().startsWith("RMI"))
                .mapToLong(java.lang.management.ThreadInfo::getThreadId).toArray();
        return Arrays.stream(threads.getThreadAllocatedBytes(ids)).filter(bytes -> bytes > 0).sum();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
