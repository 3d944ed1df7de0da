/** What containers and their runtimes can be told to do. */
@NullMarked
package io.hypervigil.containers.action;

import org.jspecify.annotations.NullMarked;
