/**
 * What a source can be told to do, as data: the admin API's routes, its OpenAPI document, the
 * commands, the dry run and the audit record are all made from these declarations.
 */
@NullMarked
package io.hypervigil.collect.action;

import org.jspecify.annotations.NullMarked;
