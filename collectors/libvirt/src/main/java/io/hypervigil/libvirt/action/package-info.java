/**
 * What virtual machines can be told to do. Each action is one declaration: it reads what is, plans
 * the calls that make it as asked, and, unless only the plan is wanted, makes them and reads again.
 *
 * <p>All that asks libvirt is done on a thread that may be lost: a hypervisor that hangs costs that
 * thread, never who waits.
 */
@NullMarked
package io.hypervigil.libvirt.action;

import org.jspecify.annotations.NullMarked;
