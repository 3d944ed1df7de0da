/** One runtime of one user: how it is, what it has, and who keeps that up to date. */
@NullMarked
package io.hypervigil.containers.instance;

import org.jspecify.annotations.NullMarked;
