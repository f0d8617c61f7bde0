"""Référentiel: nomenclatures, régions, départements, EPCI, communes, and the labels of dimensions."""
