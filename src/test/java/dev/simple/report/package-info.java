@NullMarked
package dev.simple.report;

import org.jspecify.annotations.NullMarked;
