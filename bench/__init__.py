"""What we claim, measured: `make bench` measures each figure beside its floor, in one run, on a network of its own.

__main__    which parts, which sizes; writes RESULTS.md
parts/      one module a group of figures; they talk to the house as anybody would: files, commands, pages
steps/      what has to be done inside the house, each a program of its own, so that its memory can be measured
houses      a house under a folder of its own, with its own database; the user's is never touched
processes   memory and time of programs, by the kernel's word
load        many requests, one after the other or side by side
figures     a figure, its floor and its bar; report writes them down
"""
