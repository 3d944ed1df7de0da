/** Groups of rules: when they are evaluated, what comes of it, and how they are seen. */
@NullMarked
package io.hypervigil.alerting.group;

import org.jspecify.annotations.NullMarked;
