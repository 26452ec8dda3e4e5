//go:build !single

package registry

// Double says whether what is registered is there in double precision too, in which
// gradients are checked. The page's trainer, built with the tag single, does without:
// it would carry all code twice.
const Double = true
