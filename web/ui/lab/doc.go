// Package lab is what the Subspace lab knows, without how it looks: the recipe
// as it is being written, the run as it goes, the runs there were, and what
// can be said and saved of them. The components of web/ui show it.
package lab
