package dev.simple.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

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
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    action.run();
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> arguments != null && proxy == arguments[0];
                default -> "handler of SIG" + signal;
            };
            Object instance = type.getConstructor(String.class).newInstance(signal);
            type.getMethod("handle", type, handlerType)
                    .invoke(
                            null,
                            instance,
                            Proxy.newProxyInstance(
                                    SignalHandlers.class.getClassLoader(), new Class<?>[] {handlerType}, handler));
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
