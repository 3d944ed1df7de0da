package io.hypervigil.alerting.template.peer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Does what is forbidden elsewhere, for a reason. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface Permitted {

    /** The reason. */
    String value();
}
