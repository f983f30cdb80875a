"""How much words weigh for a meaning, in halves of a natural logarithm; see `likely.py`.

Counted in answers of our own by `python -m tests.replies.weighing --write`; not edited by hand.
"""

from __future__ import annotations

from typing import Final

WEIGHTS: Final[dict[str, dict[str, dict[int, str]]]] = {
    "fr": {
        "dispute": {
            8: (
                "comman "
            ),
            7: (
                "colis contra de_comman devis garant livre numero numero_de pas_ete presta tva "
            ),
            6: (
                "a_jamais alors annule appliq attend_toujou avez_factur carton ce_qui deviez du_travai est_jamais "
                "etabli etaien factur_0 la_comman la_fa le_devis le_numero le_tarif livree manqua n_ont ne_sont "
                "paiero pieces reclam refair reserv tant tant_que tarif toujou_pas transp un_avoir une_erreur "
                "une_factur vous_factur "
            ),
            5: (
                "a_une alors_que avons_jamais chanti chanti_n comman_n conven corrig d_engage delais devait devrai "
                "devrai_etre double en_factur en_litige en_panne ete_livre filial frais frais_de geste gratui "
                "la_tva le_chanti le_contra les_delais les_reserv marcha materi moitie_des n_a ne_paiero "
                "nous_refuso numero_d on_avait ont_pas panne pas_ce pas_termin penali prix quanti qui_etait refuso "
                "repass resili sont_pas sur_les une_autre vous_deviez vous_n "
            ),
            4: (
                "attend avait avec_la chorus contes est_pas etait factur_ne heures jamais jamais_ete la_livrai "
                "la_moitie litige moitie n_avons nous_attend nous_n nous_ne on_attend pas_au rien sont termin "
                "toujou trois votre_commer votre_techni "
            ),
            3: (
                "0_n 0_tout a_pas absent acompt acompt_de agit_d annonc arrete attend_votre au_nom aucune avec_le "
                "avions chorus_pro commer compri confor corres_pas doublo en_janvie engage est_revenu fa fa_0 "
                "factur_en heure il_faut il_s l_interv la_meme livres marche n n_est n_y ne_corres ne_nous nom "
                "nom_de nous_avions paiera_quand par_votre pas pas_celui pas_le perdu perdu_un pour_la pour_une pro "
                "promis quatre que_la questi qui refere_de rejete remise renvoy_la repris rien_a s_est sans "
                "sur_chorus techni travai voir_avec votre_avoir vu "
            ),
            2: (
                "0_de 0_et a_un agit ai_fait appara arrive aupres aupres_de avec avec_votre avez avoir avoir_de bon "
                "bon_de ce_n celui_du cette_factur cette_somme charge corres cours d_une de_l de_la demand_un deux "
                "dit dois donc dossie elle_est en_cours encore erreur est_a etre eu factur_n faites il_y l_avoir "
                "la_piece le_montan les lieu ligne livrai logici mauvai merci_d ne ne_vous non nous_avez "
                "nous_regler nous_sommes on_nous ont ou ouvert paiera pas_a pas_votre passer pour_nous pouvon "
                "premie quand qui_a recept refuse reste revenu s_agit sommes suite sur_la traite une voir vous_avez "
                "vous_en y "
            ),
            -2: (
                "0_du 0_jours 0_juin 0_le a_bien a_mon a_paye adress_le adress_vos ai_donne ai_paye ailleu argent "
                "associ au_0 au_courri aurez_votre auriez auriez_vous avant avons_bien avons_regle avril banque_le "
                "bien_ete bien_vouloi bjr bnp campag campag_de ce_soir cette_adress cheque_demain cheque_le ci "
                "clotur compen_avec compta compta_public compte_? confir_l copie courri_a credit_le croise d_utilis "
                "de_bien de_compte de_mon de_patien de_valida de_verifi deja_fait demand_de depuis_janvie "
                "desole_pour detail devrie diffic dimanc dimanc_soir dix dix_jours domici_bancai donne_un echean_du "
                "ecrive elle_sera en_deux en_fevrie en_liquid en_occupe en_paieme envisa envoye_moi est_dans "
                "ete_fait ete_paye ete_prelev factur_merci faire_le fais_le faison fait_l faut_il fin_avril fois_? "
                "groupe groupe_du il_me il_possib il_vous je_m je_passe je_peux je_suis je_transm je_verifi "
                "je_viens jours_fin juin l_autre l_envoye l_objet la_campag la_direct la_fin la_preuve le_detail "
                "le_mois le_paieme le_prelev le_procha le_rib lituan livrai_signe lors m me me_la mettre moi_le "
                "mois_dernie mois_procha mon necess_ce normal nos noter_que nous_demand nous_faison nous_nous "
                "nous_rembou nouvea_rib objet objet_d ordre oubli paieme par_mail par_notre passe_le paye_direct "
                "paye_le payer_sur pdf poste poste_le prelev_le preuve_de proced_au progra public quinze "
                "quinze_jours rappel releve_de report retard_on retrou_pas s_en sauf semain sera si siege signat "
                "solde solder sollic souci sous_la suis sur_l teleph_nous temps tout_a un_autre un_change un_delai "
                "un_echean un_mail un_paieme un_releve valida verser viens viens_de vireme_de vireme_instan "
                "vireme_lundi vos_relanc votre_messag votre_nouvel votre_rappel vouloi vous_? vous_a vous_confir "
                "vous_devrie vous_le vous_m vous_regle vous_regler vous_verser "
            ),
            -3: (
                "0_juille 0_mai ? a_compte a_quitte acquit ai_jamais avons_paye bien_recu carte ce_jour change "
                "cheque_a comme compen compre compte_a compte_le compte_sur cote d_etre dans_la dans_le date_du "
                "de_banque de_mois de_reglem debite delai dernie des_que desorm domici du_0 duplic echean effect "
                "en_date envoye est_ce est_parti fin_du fr_0 genera hier honore inform juille l_argent l_echean "
                "l_instan la_banque la_compta la_somme la_tresor le_compte le_necess le_retard liquid ma_banque "
                "messag mise_en mme moi mois_? mon_compte necess note noter notre_compte notre_cote notre_part "
                "notre_procha nous_confir occupe on_a paieme_du paieme_en par_carte par_la par_mois paye_en payes "
                "peut peux piece_jointe plus possib pourri pourri_vous preuve proced quel recu_un regle regle_ca "
                "reglee_par retrou revien revien_vers sans_faute semain_dernie serait serait_il serez servic_compta "
                "soldee sur_mon sur_un sur_votre tard_le un_compte un_duplic utilis vers_vous votre_argent "
                "votre_mail votre_relanc vous_ai vous_aurez vous_fais vous_paie vous_serez vous_trouve voyez_avec "
            ),
            -4: (
                "0_er 0_par 0_vous au_plus bien ce_matin chez_nous ci_joint coordo coordo_bancai credit d_ici date "
                "de_vireme desole donne du_mois encais er est_plus et_je execut fais fin fin_de fr ici instan jeudi "
                "jointe l_iban le_0 le_mandat mai mardi matin mercre mois nouvea ok paieme_le par_vireme parti "
                "patien paye plus_tard quitte regard reglem releve soir svp tard trouve un_cheque un_vireme valide "
                "vendre verifi vers vire vireme_est votre_compte vous_pouvez "
            ),
            -5: (
                "bancai compte courri d_un demain direct iban joint la_semain le_cheque le_reglem lundi mail mandat "
                "mars notre_banque partir pour_le pouvez_vous prelev relanc rib transm tresor "
            ),
            -6: (
                "0_mars je_vous le_vireme pouvez procha vireme "
            ),
            -7: (
                "banque cheque "
            ),
        },
        "already_paid": {
            8: (
                "parti "
            ),
            7: (
                "acquit avons_paye carte ce_matin compen compre compte_le cote debite est_parti mon_compte "
                "notre_cote par_carte paye_en soldee verse vous_trouve "
            ),
            6: (
                "0_a a_paye ai_donne ai_paye avons_regle banque_le bjr compen_avec compta_public croise de_mon "
                "de_verifi deja deja_fait devrie en_fevrie ete_fait ete_paye ete_prelev fait_l groupe groupe_du "
                "hier je_viens l_objet le_mois mois_dernie objet objet_d passe_le paye_direct public sous_la tout_a "
                "viens viens_de vireme_instan vous_devrie "
            ),
            5: (
                "chez_nous dernie encais fevrie instan n_0 paye trouve vous_a "
            ),
            4: (
                "0_fevrie 0_merci a_ete a_fait ce_jour cheque_a comme date_du de_janvie en_date execut jour_de "
                "l_argent l_instan l_ordre la_tresor le_cheque lettre matin ordre par_la payee pour_la preuve "
                "proced reglee solde sur_mon tout_est verifi vire votre_relanc vous_ai "
            ),
            3: (
                "0_er 0_mai a_bien a_jour a_l adress_le au_courri avec_notre bien_ete c_etait cheque cheque_le "
                "ci_joint confir_l date de_notre de_vireme dimanc dimanc_soir dix dix_jours donne due effect "
                "en_ligne er ete factur_le fait il_me j_ai je_l joint jour l_autre la_fa la_preuve la_refere "
                "la_remise le_jour les_0 livreu mandat mon_assura notre_logici nous_rembou ordre_de par_vireme "
                "partie passee paye_le prelev_le preuve_de proced_au que_c regle relanc releve sauf semain_dernie "
                "siege site soins somme sur_votre temps titre vos_relanc vous_avons vous_le y_a "
            ),
            2: (
                "0_0 0_le 0_mars 0_par 0_sera a_votre ai ai_fait appara argent assura au_teleph avec_votre avoir "
                "avoir_de c c_est cette_somme charge ci colleg courri d_etre de_paieme depuis deux_fois direct du_0 "
                "emis fa fa_0 factur_a factur_fa financ fois honore il_y indiqu j janvie l_avoir la_somme le_0 "
                "le_compte le_mandat le_necess le_reglem le_retard le_solde ligne logici ma_banque mai mars meme "
                "mon necess notre_banque notre_compte notre_part nous_avons on_a ouvert paieme_en par passe prelev "
                "regard regle_ca reglee_par reglem rembou samedi soir sur_le traite tresor vireme vos votre_avoir "
                "votre_colleg votre_compte votre_mail y "
            ),
            -2: (
                "0_et 0_tout a_compte a_jamais a_mon a_payer a_un a_une absent achats acompt acompt_de adress_vos "
                "alors alors_que ancien annonc annule appliq associ attend attend_toujou attent au_0 au_nom aurez "
                "aurez_votre auriez auriez_vous avez_factur avons_jamais bancai bien_recu bien_vouloi campag "
                "campag_de ce_qui ce_soir celui celui_du celui_que cette_adress chanti chanti_n cheque_demain "
                "chez_le chorus_pro clotur comman_n commun compri compte_? compte_sur condit confor contac conven "
                "corrig courri_a d_adress d_engage d_utilis dans_la dans_le de_banque de_bien de_ce de_compte de_la "
                "de_patien de_reglem de_regler de_valida delai delais demain demand_de demand_un deplac "
                "depuis_janvie des_que desorm detail devait deviez devrai devrai_etre diffic domici domici_bancai "
                "donc dossie double du_travai duplic echean_du ecrive elle_sera en_attent en_deux en_factur "
                "en_litige en_occupe en_panne entrep envisa envoye_moi envoye_une est_dans est_jamais est_pas "
                "est_revenu et et_non etabli etaien ete_livre exempl factur_? factur_sera fais_le faison faut_il "
                "faute filial fin_avril fin_du fois_? fr_0 frais frais_de geste gratui heure iban il_faut il_possib "
                "il_vous imposs jamais je_paiera je_passe je_peux je_transm l_ancien l_envoye la_banque la_campag "
                "la_compta la_direct la_piece la_premie la_tva le_chanti le_contra le_detail le_devis le_numero "
                "le_procha le_rib le_tarif les_delais les_factur les_reserv litige lituan livrai livrai_signe m "
                "manqua marcha marche materi messag mettre mme moi_le mois_? mois_procha moitie_des monsie n n_a "
                "n_avons n_est n_ont n_y ne ne_paiero ne_s ne_sont ne_suis nom_de note noter noter_que notre_procha "
                "nous_avez nous_demand nous_faison nous_n nous_ne nous_refuso nous_regler nouvea_rib numero_d "
                "occupe on_attend on_avait on_nous ont_pas ou paiera_quand paiero panne par_mois par_votre pas_au "
                "pas_ce pas_le pas_termin passer pdf penali perdu perdu_un peux piece_jointe pieces possib pour_les "
                "pour_nous pourqu pourri pourri_vous pouvez_vous pouvon preced prendr prevoy prevu prix pro progra "
                "quatre que_la quel quelle quelle_factur qui_etait quinze quinze_jours refair refuso regler "
                "rejete_par releve_de rempla renvoy_la repass report repris reserv resili retard_on retrou "
                "retrou_pas revenu revien revien_vers sans_faute sera sera_fait serait serait_il serez "
                "servic_achats servic_compta signat solder sollic sont sont_pas souci suis suis_pas sur_chorus "
                "sur_les sur_un tant tant_que tard_le tarif termin toujou toujou_pas transp un_autre un_avoir "
                "un_change un_compte un_delai un_duplic un_echean un_mois un_releve une une_autre une_erreur "
                "une_factur utilis valida vers_vous verser votre_messag vouloi vous_? vous_aurez vous_deviez "
                "vous_en vous_factur vous_fais vous_paie vous_regle vous_regler vous_serez vous_verser vu "
            ),
            -3: (
                "? accord au_plus avons_pas bon ce_n ce_sera change_de chorus client colis contra coordo "
                "coordo_bancai corres corres_pas cours d_ici de_comman de_livrai devis en_cours engage est_en "
                "est_le et_je et_vous fais faut fin fourni fr garant ici jamais_ete jusqu jusqu_a l_iban la_fin "
                "la_moitie la_societ laisse livre mauvai moitie ne_corres numero_de paiera pas pas_celui pas_ete "
                "pas_la patien person piece plus_tard premie presta promis refuse rejete travai tva valide vers "
            ),
            -4: (
                "avait change comman je_n le_bon moi n_ai nom nous_a numero paie pas_de que_nous signe societ "
                "sur_la vous_nous "
            ),
            -5: (
                "procha rib sans "
            ),
        },
    },
    "en": {
        "dispute": {
            8: (
                "order "
            ),
            7: (
                "agreed billed cancel po "
            ),
            6: (
                "a_credit and_we arrive cancel_this credit_note discou finish goods here is_wrong items "
                "never_receiv nothin our_system please_cancel po_number price quoted rate return system "
                "system_reject t_work the_goods the_job the_order the_parts the_price the_work there_is turned "
                "two_of waitin waitin_for we_agreed would_be wrong_compan you_promis "
            ),
            5: (
                "charge isn isn_t job still were "
            ),
            4: (
                "doesn doesn_t is_not missin never promis reject there work "
            ),
            3: (
                "and_have are_not back came cannot compan decemb disput for_a have_been in_decemb invoic_is it_has "
                "only parts pay_the purcha receiv_the t team the_delive the_wrong this_invoic to_the we_cannot "
                "we_don we_never wrong "
            ),
            2: (
                "an and are away but credit day delive half happy in_februa invoic is no not note number of_the "
                "on_this receiv so the_invoic this_is three to_our two until_the we_had we_re would you_have "
            ),
            -2: (
                "0 0_may a_copy a_new accoun_number again and_will april april_? be_paid bear bear_with by by_card "
                "by_friday cheque_in cleare_on code collea copy could_we date does does_not emaile from give goes "
                "goes_out have_change i_don i_get i_have i_will instal instal_? is_the is_this it_for last look may "
                "me me_a more my next_week noted of_april on on_it on_our on_the once our_side paid_by paid_in "
                "paymen_of paymen_on person please_check re_on receip ref rest_on run_on saying says see_attach "
                "settle settle_this should_we show_a shows side sort_code taken terms the_balanc the_iban the_month "
                "the_one the_transf this_has throug_on to_a to_settle tuesda update update_your us_to ve was_cleare "
                "was_settle we_need with with_us with_your wrong_person you_by "
            ),
            -3: (
                "0_on 0_th accoun_on balanc bank_detail be_with been_paid before can card change check cheque_on "
                "debit direct_debit email exampl expect financ for_paymen funds get have_the i_ll i_ve just letter "
                "ll mornin moved moved_to need new_accoun new_bank on_monday our_accoun our_new our_paymen over "
                "paid paid_this pay_into paymen_run please_send remind schedu see sorry sort statem th th_and the_0 "
                "throug time to_you to_your tomorr use we_paid we_pay went_throug will with_our with_you yester "
                "you_ll you_on your_accoun your_bank your_record "
            ),
            -4: (
                "a_cheque and_the attach can_you cash confir could_you detail direct end end_of i_can iban into "
                "monday month next now on_0 on_friday our_bank paymen remitt run send thanks the_accoun the_end "
                "the_money thursd went will_be "
            ),
            -5: (
                "? cheque could march money new transf "
            ),
            -6: (
                "bank friday "
            ),
            -7: (
                "0_march accoun "
            ),
        },
        "already_paid": {
            8: (
                "cleare went "
            ),
            7: (
                "accoun_on been_paid card paid_this throug we_paid went_throug yester "
            ),
            6: (
                "0_was by_card cleare_on last_week on_our paid_in please_check ref see_attach show_a the_transf "
                "this_has throug_on was_cleare was_settle "
            ),
            5: (
                "cheque_on paid remitt show "
            ),
            4: (
                "0_april 0_februa 0_will alread amount check done i_paid in_full it_was just last money on_0 "
                "on_friday our_accoun our_record our_side paid_by receip record_show see sent settle_in side taken "
                "the_money this_was when with_your "
            ),
            3: (
                "0_march a_cheque attach balanc debit direct direct_debit februa full funds gave march mornin of_0 "
                "our_paymen paid_it record remind thursd to_you to_your transf was you_on "
            ),
            2: (
                "as cash cheque credit find from in_februa inv inv_0 left made my on paid_on settle sorry week "
                "with_our your_bank your_record "
            ),
            -2: (
                "0_days a_credit a_differ and_you arrive as_soon away back bank_detail before but change days "
                "discou doesn doesn_t email exampl expect finish for for_a for_paymen get goods happy i_ll i_m "
                "is_not letter ll m missin moved moved_to need new new_bank off on_this only our_new our_system "
                "passed pay_into pay_this please_send po_number return schedu someon soon soon_as sort system "
                "th_and the_goods the_job the_order this_invoic this_is three to_our tomorr until_the use waitin "
                "waitin_for we_had we_have we_pay will your_accoun your_invoic "
            ),
            -3: (
                "agreed an and approv be billed by_the can can_t can_you cancel could_you delive detail differ don "
                "don_t end end_of iban into invoic invoic_is is isn isn_t job next no not note number pay paying po "
                "promis re reject still thanks the_accoun the_end the_invoic the_wrong there to_pay until we_are "
                "we_can we_ll we_re we_will which will_be will_pay would "
            ),
            -4: (
                "charge could never of_the order t work wrong "
            ),
            -5: (
                "are "
            ),
            -6: (
                "? "
            ),
        },
    },
}  # fmt: skip
