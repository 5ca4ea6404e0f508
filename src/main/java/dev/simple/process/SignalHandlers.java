package dev.simple.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reacts to signals that are sent to this JVM. The JDK's class for it is in a module that every JDK has, but a compiler
 * that treats warnings as errors does not accept it: therefore by reflection.
 */
public final class SignalHandlers {

    private SignalHandlers() {}

    /**
     * Calls this for every such signal from now on, instead of what the JVM does.
     *
     * @param signal the name without SIG
     * @return false if this JVM or system does not allow it
     */
    public static boolean install(String signal, Runnable action) {
        try {
            Handled handled = new Handled(signal);
            handled.set(handled.handler(action));
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Calls this for every such signal from now on, before whatever else is done about it. Another who has come later, from
     * another class loader for example, is not disturbed by the end.
     *
     * @param signal the name without SIG
     * @return ends that; empty if this JVM or system does not allow it, or nothing would be done about the signal
     */
    public static Optional<Runnable> observe(String signal, Runnable action) {
        try {
            Handled handled = new Handled(signal);
            AtomicBoolean observing = new AtomicBoolean(true);
            CompletableFuture<Object> before = new CompletableFuture<>();
            Object own = handled.handler(() -> {
                if (observing.get()) {
                    action.run();
                }
                handled.pass(before.join());
            });
            before.complete(handled.set(own));
            if (handled.isSystems(before.join())) {
                handled.set(before.join());
                return Optional.empty();
            }
            return Optional.of(() -> {
                observing.set(false);
                handled.replace(own, before.join());
            });
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A signal with the JDK's classes. */
    private static final class Handled {

        private final Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        private final Class<?> type = Class.forName("sun.misc.Signal");
        private final String name;
        private final Object signal;

        Handled(String name) throws ReflectiveOperationException {
            this.name = name;
            this.signal = type.getConstructor(String.class).newInstance(name);
        }

        Object handler(Runnable action) {
            InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    action.run();
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> arguments != null && proxy == arguments[0];
                default -> "handler of SIG" + name;
            };
            return Proxy.newProxyInstance(SignalHandlers.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
        }

        /** Returns the handler that was there before. */
        Object set(Object handler) throws ReflectiveOperationException {
            return type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
        }

        void pass(Object handler) {
            try {
                handlerType.getMethod("handle", type).invoke(handler, signal);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Unless another is there by now. */
        void replace(Object handler, Object other) {
            try {
                Object current = set(other);
                if (current != handler) {
                    set(current);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Whether it is no handler of this JVM: the signal ends it at once, or is ignored. */
        boolean isSystems(Object handler) throws ReflectiveOperationException {
            return handler.equals(handlerType.getField("SIG_DFL").get(null))
                    || handler.equals(handlerType.getField("SIG_IGN").get(null));
        }
    }
}
