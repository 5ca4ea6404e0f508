package dev.simple.worker;

import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherFactory;

/** Opens the launcher in a session that lasts as long as the worker, where the platform has sessions (since 1.8). */
final class LauncherSessions {

    private LauncherSessions() {}

    static Launcher openLauncher() {
        try {
            return InSession.open();
        } catch (LinkageError e) {
            return LauncherFactory.create();
        }
    }

    /** A class of its own, because an older platform lacks the types in its code. */
    private static final class InSession {

        static Launcher open() {
            LauncherSession session = LauncherFactory.openSession();
            Runtime.getRuntime().addShutdownHook(new Thread(session::close, "simple-worker-session"));
            return session.getLauncher();
        }
    }
}
