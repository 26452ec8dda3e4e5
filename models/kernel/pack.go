package kernel

// packA copies rows i … i+rows of a, steps p … p+kb along K, into the panel s.a, padded with zeros to whole blocks. Zeros add
// nothing to a sum, so the tile needs no special case for edges.
func (s *scratch[F]) packA(a []F, m, k, i, rows, p, kb int, transposed bool) {
	full := 0
	if rows == tileM {
		full = kb / unroll
		if transposed {
			acrossA(s.a[:full], a[p*m+i:], m)
		} else {
			alongA(s.a[:full], a[i*k+p:], k)
		}
	}
	si, sp := strides(m, k, transposed)
	for q := full * unroll; q < kb; q += unroll {
		d := &s.a[q/unroll]
		*d = blockA[F]{}
		for u := range min(unroll, kb-q) {
			for r := range rows {
				d[u*tileM+r] = a[(i+r)*si+(p+q+u)*sp]
			}
		}
	}
}

// packB does the same with columns j … j+nb of b, one panel of tileN columns after the other.
func (s *scratch[F]) packB(b []F, n, k, j, nb, p, kb int, transposed bool) {
	blocks := (kb + unroll - 1) / unroll
	sj, sp := strides(n, k, !transposed)
	for end := j + nb; j < end; j += tileN {
		panel := s.b[(nb-(end-j))/tileN*blocks:][:blocks]
		cols := min(tileN, end-j)
		full := 0
		if cols == tileN {
			full = kb / unroll
			if transposed {
				alongB(panel[:full], b[j*k+p:], k)
			} else {
				acrossB(panel[:full], b[p*n+j:], n)
			}
		}
		for q := full * unroll; q < kb; q += unroll {
			d := &panel[q/unroll]
			*d = blockB[F]{}
			for u := range min(unroll, kb-q) {
				for r := range cols {
					d[u*tileN+r] = b[(j+r)*sj+(p+q+u)*sp]
				}
			}
		}
	}
}

// strides returns the distances between neighbours along the panel and along K.
func strides(m, k int, transposed bool) (panel, inner int) {
	if transposed {
		return 1, m
	}
	return k, 1
}

// alongA packs whole blocks from tileM rows, ld apart, that run along K.
func alongA[F Float](dst []blockA[F], src []F, ld int) {
	for i := range dst {
		d := &dst[i]
		r0, r1, r2, r3 := (*[unroll]F)(src), (*[unroll]F)(src[ld:]), (*[unroll]F)(src[2*ld:]), (*[unroll]F)(src[3*ld:])
		d[0], d[4], d[8], d[12] = r0[0], r0[1], r0[2], r0[3]
		d[1], d[5], d[9], d[13] = r1[0], r1[1], r1[2], r1[3]
		d[2], d[6], d[10], d[14] = r2[0], r2[1], r2[2], r2[3]
		d[3], d[7], d[11], d[15] = r3[0], r3[1], r3[2], r3[3]
		src = src[unroll:]
	}
}

// acrossA packs whole blocks from tileM columns whose rows, ld apart, run along the panel.
func acrossA[F Float](dst []blockA[F], src []F, ld int) {
	for i := range dst {
		d := &dst[i]
		r0, r1, r2, r3 := (*[tileM]F)(src), (*[tileM]F)(src[ld:]), (*[tileM]F)(src[2*ld:]), (*[tileM]F)(src[3*ld:])
		d[0], d[1], d[2], d[3] = r0[0], r0[1], r0[2], r0[3]
		d[4], d[5], d[6], d[7] = r1[0], r1[1], r1[2], r1[3]
		d[8], d[9], d[10], d[11] = r2[0], r2[1], r2[2], r2[3]
		d[12], d[13], d[14], d[15] = r3[0], r3[1], r3[2], r3[3]
		src = src[min(unroll*ld, len(src)):]
	}
}

// alongB is alongA for tileN rows of a transposed b.
func alongB[F Float](dst []blockB[F], src []F, ld int) {
	for i := range dst {
		d := &dst[i]
		r0, r1, r2 := (*[unroll]F)(src), (*[unroll]F)(src[ld:]), (*[unroll]F)(src[2*ld:])
		d[0], d[3], d[6], d[9] = r0[0], r0[1], r0[2], r0[3]
		d[1], d[4], d[7], d[10] = r1[0], r1[1], r1[2], r1[3]
		d[2], d[5], d[8], d[11] = r2[0], r2[1], r2[2], r2[3]
		src = src[unroll:]
	}
}

// acrossB is acrossA for tileN columns of b.
func acrossB[F Float](dst []blockB[F], src []F, ld int) {
	for i := range dst {
		d := &dst[i]
		r0, r1, r2, r3 := (*[tileN]F)(src), (*[tileN]F)(src[ld:]), (*[tileN]F)(src[2*ld:]), (*[tileN]F)(src[3*ld:])
		d[0], d[1], d[2] = r0[0], r0[1], r0[2]
		d[3], d[4], d[5] = r1[0], r1[1], r1[2]
		d[6], d[7], d[8] = r2[0], r2[1], r2[2]
		d[9], d[10], d[11] = r3[0], r3[1], r3[2]
		src = src[min(unroll*ld, len(src)):]
	}
}
