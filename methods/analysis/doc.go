// Package analysis looks at what training has led to, without changing it.
package analysis
