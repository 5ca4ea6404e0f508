package it;

import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;

@Aspect
public class Doubling {

    @Around("execution(int it.WovenTest.number())")
    public Object twice(ProceedingJoinPoint call) throws Throwable {
        return 2 * (Integer) call.proceed();
    }
}
